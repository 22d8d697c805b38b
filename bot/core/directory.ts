/**
 * Who is in which network, and where to find them in Teams. An index, in a partition of its own:
 * what someone may is always asked of the network's own document.
 */
import {
  activeMember,
  type Actor,
  type Language,
  type Member,
  type Network,
  type Person,
  type Roster,
} from '#domain/network.ts';
import type { Day } from '#domain/time.ts';
import { inRoster, networkId, type NetworkDocument } from './documents.ts';
import type { Document, Place, Seal, Store } from './ports.ts';

const partition = '_directory';

export type PersonDocument = Document &
  Readonly<{
    type: 'person';
    networks: readonly string[];
    language?: Language;
    teamsId?: string;
    chat?: Place;
  }>;
type PlaceDocument = Document & Readonly<{ type: 'place'; serviceUrl: string }>;

const personId = ({ tenantId, objectId }: Person): string => `person:${tenantId}:${objectId}`;
const placeId = (conversation: string): string => `place:${Buffer.from(conversation).toString('base64url')}`;

export type Membership = Readonly<{ network: Network; member: Member }>;

export type Directory = ReturnType<typeof makeDirectory>;

export const makeDirectory = (store: Store, seal: Seal) => {
  const read = (person: Person) => store.get<PersonDocument>(partition, personId(person));

  /** Repeats until the document did not change in between: these writes are rare and small. */
  const change = async (
    person: Person,
    next: (before: PersonDocument) => PersonDocument | undefined,
  ): Promise<void> => {
    for (let tries = 0; tries < 5; tries += 1) {
      const stored = await read(person);
      const before: PersonDocument = stored?.document ?? {
        id: personId(person),
        type: 'person',
        network: partition,
        networks: [],
      };
      const after = next(before);
      if (!after) return;
      const result = await store.commit(partition, [
        stored ? { put: after, ifMatch: stored.etag } : { put: after, ifNew: true },
      ]);
      if (result.ok) return;
    }
    // Not written is not known: who is in no index finds no network. The outbox tries again.
    throw new Error('the person changed each time it was written');
  };

  const network = async (code: string): Promise<Network | undefined> =>
    (await store.get<NetworkDocument>(code, networkId))?.document.open;

  return {
    network,

    /** The codes of all networks that anybody was ever in. For the readiness check. */
    async networks(): Promise<readonly string[]> {
      const codes = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await store.find<PersonDocument>(partition, {
          type: 'person',
          limit: 500,
          ...(cursor === undefined ? {} : { cursor }),
        });
        for (const { document } of page.items) for (const code of document.networks) codes.add(code);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return [...codes].toSorted();
    },

    /** The person in this network, today; nothing when not (or no longer) a member. */
    async member(code: string, { tenantId, objectId }: Person, today: Day): Promise<Membership | undefined> {
      const found = await network(code);
      const known = found?.members.find((m) => m.person.tenantId === tenantId && m.person.objectId === objectId);
      const member = found && known && activeMember(found, known.id, today);
      return found && member && { network: found, member };
    },

    async memberships(person: Person, today: Day): Promise<readonly Membership[]> {
      const codes = (await read(person))?.document.networks ?? [];
      const all = await Promise.all(codes.map((code) => this.member(code, person, today)));
      return all.filter((m) => m !== undefined);
    },

    /** The names behind the members: for the tab of those who take part, and for invitations. */
    async roster(code: string): Promise<Roster> {
      const stored = await store.get<NetworkDocument>(code, networkId);
      return stored ? seal.open<Roster>(inRoster(code), stored.document.sealed) : { members: {} };
    },

    person: read,

    index: (person: Person, code: string, language: Language) =>
      change(person, (before) =>
        before.networks.includes(code) ? undefined : { ...before, language, networks: [...before.networks, code] },
      ),

    /** Remembers where a person can be told something. Writes only when it changed. */
    rememberChat: (person: Person, teamsId: string, chat: Place) =>
      change(person, (before) =>
        before.teamsId === teamsId &&
        before.chat?.conversation === chat.conversation &&
        before.chat.serviceUrl === chat.serviceUrl
          ? undefined
          : { ...before, teamsId, chat },
      ),

    /** Teams may move a conversation to another service url: the latest one counts (learn.microsoft.com, "Proactive messages"). */
    async rememberPlace(conversation: string, serviceUrl: string): Promise<void> {
      const stored = await store.get<PlaceDocument>(partition, placeId(conversation));
      if (stored?.document.serviceUrl === serviceUrl) return;
      const put: PlaceDocument = { id: placeId(conversation), type: 'place', network: partition, serviceUrl };
      await store.commit(partition, [stored ? { put, ifMatch: stored.etag } : { put, ifNew: true }]);
    },

    async placeOf(place: Place): Promise<Place> {
      const stored = await store.get<PlaceDocument>(partition, placeId(place.conversation));
      return stored ? { ...place, serviceUrl: stored.document.serviceUrl } : place;
    },
  };
};

export const actorOf = (
  { network, member }: Membership,
  by: 'card' | 'tab' | 'command',
): Extract<Actor, { kind: 'person' }> => ({
  kind: 'person',
  network: network.code,
  member: member.id,
  organisation: member.organisation,
  roles: member.roles,
  language: member.language,
  by,
});

/** What to spread into a line about this member: their name, if the network still knows it. */
export const nameIn = (roster: Roster, member: string): { name?: string } => {
  const name = roster.members[member]?.name;
  return name ? { name } : {};
};
