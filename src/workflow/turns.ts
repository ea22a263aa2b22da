// One after another, for those who share a name; everybody else at once.

export type Turns = <T>(name: string | null, act: () => Promise<T>) => Promise<T>;

/** Within this process. What has no name waits for nobody. */
export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (name, act) => {
    if (name === null) return act();
    const mine = (last.get(name) ?? Promise.resolve()).then(act);
    last.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  };
}
