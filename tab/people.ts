/** The people picker of Teams. Apart from teams.ts, so that only the page that asks for people loads it. */
import { people } from '@microsoft/teams-js';

export const canPick = (): boolean => people.isSupported();

/** Nothing when somebody closed the picker, or the host would not open it. */
export const pickPerson = async (
  title: string,
): Promise<{ objectId: string; name: string; email: string } | undefined> => {
  try {
    const [person] = await people.selectPeople({ title, singleSelect: true });
    return person && { objectId: person.objectId, name: person.displayName ?? '', email: person.email ?? '' };
  } catch {
    return undefined;
  }
};
