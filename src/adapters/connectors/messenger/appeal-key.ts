// Reports and appeals wait in one line: the ids of appeals are told apart from those of reports, which are numbers.
const KEY = /^appeal\/([0-9]{1,15})$/;

/** The id of an appeal among those of reports, which are numbers. */
export const appealKey = (id: number): string => `appeal/${id}`;

/** The messenger's number of an appeal, or null: the id is that of a report. */
export const appealNumber = (id: string): number | null => {
  const number = KEY.exec(id)?.[1];
  return number === undefined ? null : Number(number);
};
