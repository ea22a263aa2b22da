// The people of one desk, in memory.
import type { People, Person } from '../../../ports/people.ts';

export function memoryPeople(): People {
  const all: Person[] = [];
  return {
    add: async (person) => {
      if (all.some(({ name, publicKey }) => name === person.name || publicKey === person.publicKey))
        return false;
      all.push(person);
      return true;
    },
    byName: async (name) => all.find((person) => person.name === name),
    list: async () => [...all],
  };
}
