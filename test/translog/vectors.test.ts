// The vectors of github.com/transparency-dev/merkle, testdata/inclusion and testdata/consistency at commit 417fb0c: 196 files. They are not
// copied: its cmd/proofgen makes them from the eight example leaves of certificate transparency, and so does this file, by the same rules.
// That these are the published ones, to the last bit, is shown by the digest of all of them, taken from the published files. Not run:
// testdata/subtreeinclusion and testdata/subtreeconsistency (proofs within a part of a tree, which we do not make), compact/testdata (inputs for
// fuzzing another data structure, with no expected results).

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { GrowingTree, type TileBytes } from '../../src/translog/tiles/growing-tree.ts';
import { tilePath } from '../../src/translog/tiles/tile.ts';
import { treeReader } from '../../src/translog/tiles/tree-reader.ts';
import { TranslogError } from '../../src/translog/translog-error.ts';
import { verifyConsistency } from '../../src/translog/tree/consistency.ts';
import { type Hash, treeHasher } from '../../src/translog/tree/hash.ts';
import { verifyInclusion } from '../../src/translog/tree/inclusion.ts';

/** Two numbers and two hashes: index, size, root and leaf of an inclusion; two sizes and two roots of a consistency. */
type Probe = {
  readonly numbers: readonly [bigint, bigint];
  readonly hashes: readonly [Hash, Hash];
  readonly proof: readonly Hash[];
};
type Named = readonly [name: string, probe: Probe, isWrong: boolean];

const PUBLISHED = { count: 196, digest: '9fdc3d269295c5a8e4a0f8ef308120003ad390dd7f1022eaeac487b699a16d00' };

const hasher = treeHasher((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()));
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const text = (plain: string): Uint8Array => new Uint8Array(Buffer.from(plain));
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);
const SOME = hex('abacaba000000000000000000000000000000000000000000060061e00123456');
const NOTHING = new Uint8Array();
const MOST = 2n ** 64n;

/** Counting wraps around, as unsigned numbers of 64 bits do. */
const plus = (number: bigint, more: bigint): bigint => (number + more + MOST) % MOST;
const flipped = (proof: readonly Hash[], at: number, bit: number): readonly Hash[] =>
  proof.map((hash, index) =>
    index === at ? hash.map((byte, first) => (first === 0 ? byte ^ bit : byte)) : hash,
  );

function treeOf(size: number) {
  const tree = new GrowingTree(hasher);
  const full: TileBytes[] = ENTRIES.slice(0, size).flatMap((entry) => tree.add(hasher.leaf(entry)));
  const files = new Map([...full, ...tree.partialTiles()].map((tile) => [tilePath(tile), tile.bytes]));
  return {
    root: tree.root(),
    reader: treeReader(hasher, size, (path) => Promise.resolve(files.get(path))),
  };
}

/** What proofgen makes of every right proof of inclusion. */
function inclusionProbes({ numbers: [index, size], hashes: [root, leaf], proof }: Probe): readonly Named[] {
  const make = (name: string, numbers: Probe['numbers'], hashes: Probe['hashes'], other = proof): Named => [
    name,
    { numbers, hashes, proof: other },
    true,
  ];
  const withProof = (name: string, other: readonly Hash[]) => make(name, [index, size], [root, leaf], other);
  const [first = NOTHING, ...rest] = proof;
  return [
    make('leafIdx-sub-@1', [plus(index, -1n), size], [root, leaf]),
    make('leafIdx-plus-@1', [plus(index, 1n), size], [root, leaf]),
    make('leafIdx-XOR-@2', [index ^ 2n, size], [root, leaf]),
    make('treeSize-mul-@2', [index, size * 2n], [root, leaf]),
    make('treeSize-div-@2', [index, size / 2n], [root, leaf]),
    make('wrong-leaf', [index, size], [root, text('WrongLeaf')]),
    make('empty-root', [index, size], [hasher.empty, leaf]),
    make('random-root', [index, size], [SOME, leaf]),
    withProof('trailing-garbage', [...proof, NOTHING]),
    withProof('trailing-root', [...proof, root]),
    withProof('preceding-garbage', [NOTHING, ...proof]),
    withProof('preceding-root', [root, ...proof]),
    ...proof.map((_, at) => withProof(`modified-proof[${at}]-bit-@3`, flipped(proof, at, 8))),
    ...(proof.length > 0 ? [withProof('removed-component', proof.slice(0, -1))] : []),
    ...(proof.length > 1 ? [withProof('inserted-component', [first, SOME, ...rest])] : []),
  ];
}

/** What proofgen makes of every right proof of consistency that is not empty. */
function consistencyProbes({ numbers: [old, now], hashes: [root1, root2], proof }: Probe): readonly Named[] {
  const make = (name: string, numbers: Probe['numbers'], hashes: Probe['hashes'], other = proof): Named => [
    name,
    { numbers, hashes, proof: other },
    true,
  ];
  const withProof = (name: string, other: readonly Hash[]) => make(name, [old, now], [root1, root2], other);
  return [
    make('size1-sub-@1', [plus(old, -1n), now], [root1, root2]),
    make('size1-plus-@1', [plus(old, 1n), now], [root1, root2]),
    make('size1-XOR-@2', [old ^ 2n, now], [root1, root2]),
    make('size2-mul-@2', [old, now * 2n], [root1, root2]),
    make('size2-div-@2', [old, now / 2n], [root1, root2]),
    make('wrong-root1', [old, now], [text('WrongRoot'), root2]),
    make('wrong-root2', [old, now], [root1, text('WrongRoot')]),
    make('swapped-roots', [old, now], [root2, root1]),
    withProof('empty-proof', []),
    withProof('trailing-garbage', [...proof, NOTHING]),
    withProof('trailing-root1', [...proof, root1]),
    withProof('trailing-root2', [...proof, root2]),
    withProof('preceding-garbage', [NOTHING, ...proof]),
    withProof('preceding-root1', [root1, ...proof]),
    withProof('preceding-root2', [root2, ...proof]),
    withProof('preceding-proof-@0', [...proof.slice(0, 1), ...proof]),
    withProof('truncated-proof', proof.slice(0, -1)),
    ...proof.map((_, at) => withProof(`modified-proof@${at}-bit-@4`, flipped(proof, at, 16))),
  ];
}

function fixedInclusionProbes(): readonly Named[] {
  const data = hasher.leaf(text('data'));
  const places = [
    [0n, 0n],
    [0n, 1n],
    [1n, 0n],
    [2n, 1n],
  ] as const;
  const single = (name: string, hashes: Probe['hashes'], isWrong = true): Named => [
    `single-entry/${name}`,
    { numbers: [0n, 1n], hashes, proof: [] },
    isWrong,
  ];
  return [
    ...places.flatMap((numbers, at): readonly Named[] => [
      [`additional/${at}/random-leaf`, { numbers, hashes: [NOTHING, SOME], proof: [] }, true],
      [`additional/${at}/empty-root`, { numbers, hashes: [hasher.empty, NOTHING], proof: [] }, true],
      [
        `additional/${at}/empty-root-and-random-leaf`,
        { numbers, hashes: [hasher.empty, SOME], proof: [] },
        true,
      ],
    ]),
    single('matching-root-and-leaf', [data, data], false),
    single('empty-leaf', [data, NOTHING]),
    single('empty-root', [NOTHING, data]),
    single('empty-root-and-leaf', [NOTHING, NOTHING]),
  ];
}

function fixedConsistencyProbes(): readonly Named[] {
  const [one, two] = [text("don't care 1"), text("don't care 2")];
  const { empty } = hasher;
  const make = (
    name: string,
    numbers: Probe['numbers'],
    hashes: Probe['hashes'],
    proof: Hash[] = [],
  ): Named => [
    `additional/${name}`,
    { numbers, hashes, proof },
    name !== 'sizes-are-equal-one-and-proof-is-empty',
  ];
  return [
    make('sizes-are-equal-zero-but-roots-are-not', [0n, 0n], [one, two]),
    make('sizes-are-equal-one-but-roots-are-not', [1n, 1n], [one, two]),
    make('sizes-are-equal-zero-and-proof-is-empty', [0n, 0n], [one, one]),
    make('size1-is-zero-and-does-not-equal-size2', [0n, 1n], [one, two]),
    make('sizes-are-equal-one-and-proof-is-empty', [1n, 1n], [two, two]),
    make('size1-is-greater-than-size2', [1n, 0n], [one, two]),
    make('size1-is-greater-than-size2-again', [2n, 1n], [one, two]),
    make('sizes-do-not-watch-and-proof-is-empty', [1n, 2n], [one, two]),
    make('roots-do-not-match-and-sizes-are-zero', [0n, 0n], [empty, two]),
    make('roots-do-not-not-match-and-sizes-are-one', [1n, 1n], [empty, two]),
    make('sizes-match-but-proof-is-not-empty-and-sizes-are-zero', [0n, 0n], [empty, empty], [empty]),
    make('sizes-match-but-proof-is-not-empty-and-sizes-are-one', [1n, 1n], [empty, empty], [empty]),
    make('size1-is-zero-and-size2-is-not-zero', [0n, 1n], [empty, two]),
    make('consistency-check-on-empty-tree-size1-is-zero-is-useless', [0n, 1n], [empty, empty], [empty]),
  ];
}

async function allProbes(): Promise<readonly Named[]> {
  const inclusions = [
    [0, 1],
    [0, 8],
    [5, 8],
    [2, 3],
    [1, 5],
  ] as const;
  const consistencies = [
    [1, 1],
    [1, 8],
    [6, 8],
    [2, 5],
    [6, 7],
  ] as const;
  const all: Named[] = [];
  const add = (folder: string, probes: readonly Named[]) =>
    all.push(...probes.map(([name, ...rest]): Named => [`${folder}/${name}`, ...rest]));
  for (const [at, [index, size]] of inclusions.entries()) {
    const { root, reader } = treeOf(size);
    const leaf = hasher.leaf(ENTRIES[index] ?? NOTHING);
    const proof = await reader.inclusionProof(index);
    const right: Probe = { numbers: [BigInt(index), BigInt(size)], hashes: [root, leaf], proof };
    add(`inclusion/${at}`, [['happy-path', right, false], ...inclusionProbes(right)]);
  }
  for (const [at, [old, now]] of consistencies.entries()) {
    const { root, reader } = treeOf(now);
    const proof = await reader.consistencyProof(old);
    const right: Probe = { numbers: [BigInt(old), BigInt(now)], hashes: [treeOf(old).root, root], proof };
    const wrong = proof.length > 0 ? consistencyProbes(right) : [];
    add(`consistency/${at}`, [['happy-path', right, false], ...wrong]);
  }
  add('inclusion', fixedInclusionProbes());
  add('consistency', fixedConsistencyProbes());
  return all;
}

/** One line for each vector: its path, its numbers, its hashes in base64, `|`, its proof, and whether it is wrong. */
function digestOf(all: readonly Named[]): string {
  const base64 = (hash: Hash) => `[${Buffer.from(hash).toString('base64')}]`;
  const lines = all.map(
    ([name, { numbers, hashes, proof }, isWrong]) =>
      `${name} ${numbers.join(' ')} ${hashes.map(base64).join(' ')} | ${proof.map(base64).join(' ')} ${isWrong}\n`,
  );
  return createHash('sha256').update(lines.toSorted().join('')).digest('hex');
}

/** What our library says: a refusal is one of its own errors; anything else that is thrown is a fault of the test's. */
function isRefused(name: string, { numbers, hashes: [a, b], proof }: Probe): boolean {
  const [first, second] = numbers.map(Number) as [number, number];
  try {
    if (name.startsWith('inclusion/'))
      verifyInclusion(hasher, { index: first, size: second, root: a, leaf: b, proof });
    else verifyConsistency(hasher, { size: first, root: a }, { size: second, root: b }, proof);
    return false;
  } catch (error) {
    if (error instanceof TranslogError) return true;
    throw error;
  }
}

describe('the published vectors of transparency-dev/merkle', () => {
  let all: readonly Named[] = [];
  beforeAll(async () => {
    all = await allProbes();
  });

  it('are made here as they were published', () => {
    expect(all).toHaveLength(PUBLISHED.count);
    expect(digestOf(all)).toBe(PUBLISHED.digest);
  });

  it('are accepted and refused as published', () => {
    const otherwise = all.filter(([name, probe, isWrong]) => isRefused(name, probe) !== isWrong);
    expect(otherwise.map(([name]) => name)).toEqual([]);
  });
});
