/** Who got in and who did not, in memory only: what the check of sign-in and messages goes by. */

/** What came in since this process began, by whether its signature was good and our answer to it. */
export type Heard = Readonly<{
  note: (from: 'teams' | 'tab', rejected?: string) => void;
  of: (from: 'teams' | 'tab') => Readonly<{ accepted: boolean; rejected?: string }>;
}>;

/** Anybody can send us nonsense: only what a genuine issuer signed says something about our settings. */
const unsigned = ['token.missing', 'token.malformed', 'token.algorithm', 'token.key', 'token.signature'];

export const makeHeard = (): Heard => {
  const known = new Map<string, { accepted: boolean; rejected?: string }>();
  const of = (from: string) => known.get(from) ?? { accepted: false };
  return {
    of,
    note: (from, rejected) => {
      if (rejected === undefined) known.set(from, { accepted: true });
      else if (!unsigned.includes(rejected)) known.set(from, { ...of(from), rejected });
    },
  };
};
