/** What facts make of the looking for a date. */
import type { PollFact } from '../fact.ts';
import type { Poll } from '../poll.ts';

export const evolvePoll = (p: Poll | undefined, f: PollFact): Poll => {
  if (f.type === 'pollStarted') {
    const { id, at, moments, minutes, place, invited } = f;
    const nothingYet = { answers: {}, reached: {}, startedAt: at, changedAt: at };
    return { id, state: 'OPEN', moments, minutes, place, invited, ...nothingYet };
  }
  if (!p) throw new Error(`fact ${f.type} about a poll that does not exist`);
  const changed = { ...p, changedAt: f.at };
  switch (f.type) {
    case 'pollAnswered':
      return {
        ...changed,
        answers: {
          ...p.answers,
          ...Object.fromEntries(f.members.map((id) => [id, { ...p.answers[id], ...f.answers }])),
        },
      };
    case 'pollReached':
      return { ...changed, reached: { ...p.reached, [f.member]: f.how } };
    case 'pollReminded':
      return { ...changed, remindedOn: f.on };
    case 'momentChosen':
      return { ...changed, state: 'CHOSEN', chosen: f.moment };
    case 'pollStopped':
      return { ...changed, state: 'STOPPED' };
  }
};
