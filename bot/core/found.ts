/**
 * The first moment of a network, before there is anybody who may: done by the administrators that the installation names.
 * Everything after it goes through the door.
 */
import { defaultNorms, type Language, type Network, type Person, type Roster } from '#domain/network.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { addMonths, dayOf, type Instant } from '#domain/time.ts';
import type { Directory } from './directory.ts';
import { inRoster, networkDocument, networkId } from './documents.ts';
import type { Log, Seal, Store } from './ports.ts';

export type Founding = Readonly<{
  code: string;
  name: string;
  /** the founder's own organisation: the municipality */
  organisation: Readonly<{ id: string; name: string }>;
  founder: Readonly<{ person: Person; name: string; email: string; language: Language }>;
}>;

type FoundPorts = Readonly<{
  store: Store;
  seal: Seal;
  directory: Directory;
  now: () => Instant;
  newId: () => string;
  log: Log;
}>;

/** A covenant that nobody has signed yet: until they have, nobody but an administrator can do anything. */
const covenantMonths = 12;

export type Found = ReturnType<typeof makeFound>;

/** Refuses a code that is taken; says so only to who may found. */
export const makeFound =
  ({ store, seal, directory, now, newId, log }: FoundPorts) =>
  async ({ code, name, organisation, founder }: Founding): Promise<{ founded: string } | Refusal> => {
    const at = now();
    const today = dayOf(at);
    const member = newId();
    const network: Network = {
      code,
      name,
      areas: [name],
      // Named by `nameLeads` once they are members: exactly one of each, and not the same person (rule 4).
      casemanager: '',
      deputy: '',
      members: [
        {
          id: member,
          person: founder.person,
          organisation: organisation.id,
          roles: ['administrator'],
          from: today,
          language: founder.language,
        },
      ],
      organisations: [{ ...organisation, kind: 'MUNICIPALITY' }],
      covenant: { version: '1', validUntil: addMonths(today, covenantMonths), signed: {}, policeDesignated: [] },
      norms: defaultNorms,
      sequence: {},
    };
    const roster: Roster = { members: { [member]: { name: founder.name, email: founder.email } } };
    const key = await seal.newKey(code, networkId);
    const document = networkDocument(network, await seal.seal(inRoster(code), roster));
    const result = await store.commit(code, [key, { put: document, ifNew: true }]);
    if (!result.ok) return refuse('network.taken');
    await directory.index(founder.person, code, founder.language);
    log('network.founded', { network: code, member });
    return { founded: code };
  };
