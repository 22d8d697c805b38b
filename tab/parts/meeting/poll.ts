/** What the pages about finding a date share. */
import type { PollAnswer } from '#domain/poll.ts';
import type { NetworkView, PollView } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';

export const answers: readonly PollAnswer[] = ['YES', 'IF_NEEDED', 'NO'];
export const mostMoments = 7;

type Member = NetworkView['members'][number];

/** Members of today whose organisation signed: nobody else can be asked. */
export const askable = (network: NetworkView, today: Day): readonly (Member & { text: string })[] =>
  network.members
    .filter((m) => m.from <= today && (m.until === undefined || today <= m.until))
    .flatMap((m) => {
      const organisation = network.organisations.find((o) => o.id === m.organisation);
      const signed = organisation?.signed !== undefined && organisation.signed <= today;
      return signed && today <= network.covenant.validUntil ? [{ ...m, text: `${m.name}, ${organisation.name}` }] : [];
    });

/** Those who sit at the table of every meeting. */
export const usual = ({ roles }: Pick<Member, 'roles'>): boolean =>
  roles.some((role) => role === 'casemanager' || role === 'partner');

type Moment = PollView['moments'][number];

/** Whether anybody could still come: nobody said yes or if need be, and all have spoken. */
export const nobodyCan = ({ tally }: Moment): boolean => tally.YES + tally.IF_NEEDED + tally.SILENT === 0;

/** The moments to which most say yes, and then if need be; none while nobody did. */
export const bestOf = (moments: readonly Moment[]): readonly Moment[] => {
  const rate = ({ tally }: Moment): number => tally.YES * 1000 + tally.IF_NEEDED;
  const best = Math.max(0, ...moments.filter((m) => !m.past).map(rate));
  return best === 0 ? [] : moments.filter((m) => !m.past && rate(m) === best);
};
