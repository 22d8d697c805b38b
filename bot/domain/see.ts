/**
 * What somebody sees. Two kinds of view, two brands: `CaseView` for tab and REST, `Card…` for Teams.
 * Only the files of `see/` make them; a raw case cannot be drawn. What a card view has no field for cannot reach Teams.
 */
export * from './see/card.ts';
export * from './see/case.ts';
export * from './see/meeting.ts';
export * from './see/minutes.ts';
export * from './see/network.ts';
export * from './see/poll.ts';
