// The connector to the built-in messenger keeps the fourteen semantics.
import { vi } from 'vitest';
import { semanticsOfOrders } from '../conformance/semantics-of-orders.ts';
import { semanticsOfWork } from '../conformance/semantics-of-work.ts';
import { openMessengerWorld } from './messenger-open-world.ts';

vi.setConfig({ testTimeout: 60_000 });

const world = openMessengerWorld();

semanticsOfWork('messenger', world);
semanticsOfOrders('messenger', world);
