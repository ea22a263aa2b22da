// The search kernel's door. It checks nothing: src/matching/index/ does.

export { addRow, placeDelta, searchChains } from './delta';
export { BATCH, fold, folded, placeFold, steps } from './fold';
export { placeScratch, placeSegment, QUERY, MATCHES } from './layout';
export { beginProbe, probe, probing } from './probe';
export { beginScan, scan, scanning } from './scan';
export { buildTable } from './tables';
