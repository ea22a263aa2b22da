// Line icons, drawn here. They decorate: the word for what a button does stands beside them or in its label.

const PATHS = {
  back: 'M14.5 5 7.5 12l7 7',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  plus: 'M12 5v14M5 12h14',
  person:
    'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.700 1.900 7.500 5.500',
  people:
    'M9 11a3.250 3.250 0 1 0 0-6.500A3.250 3.250 0 0 0 9 11ZM2.500 19c.7-3.200 3.200-5 6.500-5s5.800 1.800 6.500 5M15.500 4.800a3.250 3.250 0 0 1 0 5.900M17.500 14.300c2.200.6 3.500 2.200 4 4.700',
  bell: 'M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5l1.500-1.500ZM10 20.500h4',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.500M12 7.500v.1',
  picture: 'M4 5.500h16v13H4zM4 15.500l4.500-4.500 4 4 2.500-2.500 5 5M15.500 9.500h.1',
  send: 'M4.500 12 20 4.500 15.500 20l-4-6.500-7-1.500ZM11.500 13.500 20 4.500',
  more: 'M6 12h.1M12 12h.1M18 12h.1',
  reply: 'M9 7 4.500 11.500 9 16M5 11.500h8.500c3.300 0 5.500 2 6 6',
  forward: 'M15 7l4.500 4.500L15 16M19 11.500h-8.500c-3.300 0-5.500 2-6 6',
  edit: 'M5 19l1-4L16.500 4.500l3 3L9 18l-4 1ZM14 7l3 3',
  remove: 'M5 7h14M10 7V5h4v2M7 7l1 12.500h8L17 7',
  copy: 'M9 9h10v11H9zM15 9V4.500H5V15h4',
  down: 'M6 10l6 6 6-6',
  next: 'M9.500 5l7 7-7 7',
  play: 'M8 5.500v13l11-6.500L8 5.500Z',
  lock: 'M6.500 11h11v9h-11zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  report: 'M6 20.500V4.500h11.500L15.500 8.500l2 4H6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
