import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Answer } from '../api.ts';
import { renderTab } from '../fixtures.tsx';
import { nl } from '../texts/nl.ts';
import { Text } from './fields.tsx';
import { Form } from './form.tsx';
import { useForm } from './use-form.ts';

/** A form as pages have them. */
const Weigh = ({ start = '', of, seen }: Readonly<{ start?: string; of?: string; seen?: number | 'shut' }>) => {
  const form = useForm({
    use: 'weigh',
    network: 'WK',
    about: 'WO-WK-2026-014',
    of,
    seen,
    start: { text: start },
    input: ({ text }) => ({ case: 'WO-WK-2026-014', text }),
    done: 'Opgeslagen.',
  });
  return (
    <Form form={form} submit="Opslaan">
      <Text form={form} name="text" label="Afweging" />
    </Form>
  );
};

const field = () => screen.getByLabelText<HTMLInputElement>('Afweging');
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const send = () => act(async () => void fireEvent.click(screen.getByRole('button')));
const refused: Answer = { ok: false, refused: 'case.ended', details: [], sentences: ['Deze casus is afgesloten.'] };

describe('what was typed', () => {
  test('is sent, and then the field is free for what the server has now', async () => {
    const tab = renderTab(<Weigh />);
    type('Lichter kan niet.');
    await send();
    expect(tab.done).toEqual([
      { network: 'WK', name: 'weigh', input: { case: 'WO-WK-2026-014', text: 'Lichter kan niet.' } },
    ]);
    expect(tab.said).toEqual(['Opgeslagen.']);
    tab.again(<Weigh start="Lichter kan niet." />);
    expect(field().value).toBe('Lichter kan niet.');
    tab.again(<Weigh start="Iemand anders schreef verder." />);
    expect(field().value).toBe('Iemand anders schreef verder.');
  });

  test('stays after a "no", with the reason beside it', async () => {
    const tab = renderTab(<Weigh />, { answer: async () => refused });
    type('Lichter kan niet.');
    await send();
    expect(screen.getByRole('alert').textContent).toBe('Deze casus is afgesloten.');
    expect(field().value).toBe('Lichter kan niet.');
    expect(tab.said).toEqual([]);
  });

  test('is said to be too long, where nothing else can be wrong with it', async () => {
    const invalid: Answer = {
      ok: false,
      refused: 'input.invalid',
      details: ['text'],
      sentences: ['Niet goed ingevuld.'],
    };
    renderTab(<Weigh />, { answer: async () => invalid });
    await send();
    expect(screen.getByText(nl.checkField)).toBeTruthy();
    type('Lichter kan niet. '.repeat(300));
    await send();
    expect(screen.getByText(nl.tooLong)).toBeTruthy();
    expect(screen.queryByText(nl.checkField)).toBeNull();
  });

  test('stays when somebody else writes there meanwhile, and both are in sight', async () => {
    const history = {
      items: [{ at: '2026-11-24T13:02:00.000Z', name: 'Karim Idrissi', what: 'caseWeighed', details: {} }],
    };
    const tab = renderTab(<Weigh start="Eerst." />, { looks: { '/api/WK/cases/WO-WK-2026-014/history': history } });
    type('Van mij.');
    expect(screen.queryByRole('status')).toBeNull();
    tab.again(<Weigh start="Van Karim." />);
    expect(field().value).toBe('Van mij.');
    expect(screen.getByText('Nu staat er: Van Karim.')).toBeDefined();
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toBe('Net gewijzigd door Karim Idrissi, 14:02.'),
    );
    await send();
    expect(tab.done).toHaveLength(1);
    expect(screen.queryByRole('status')).toBeNull();
  });

  test('is not called done any longer when the next try is refused', async () => {
    const answers: Answer[] = [{ ok: true, done: [] }, refused];
    const tab = renderTab(<Weigh />, { answer: async () => answers.shift() ?? refused });
    await send();
    expect(tab.said).toEqual(['Opgeslagen.']);
    await send();
    expect(tab.said).toEqual([]);
  });

  test('stays after a failure, with the number to hand on', async () => {
    renderTab(<Weigh />, {
      answer: async () => ({ ok: false, problem: { kind: 'failed', requestId: 'r-7' } }),
    });
    type('Lichter kan niet.');
    await send();
    expect(screen.getByRole('alert').textContent).toContain('r-7');
    expect(field().value).toBe('Lichter kan niet.');
  });

  test('stays when somebody else changes the same thing', () => {
    const tab = renderTab(<Weigh start="Oud" />);
    expect(field().value).toBe('Oud');
    type('Half getypt');
    tab.again(<Weigh start="Nieuw van een ander" />);
    expect(field().value).toBe('Half getypt');
  });

  test('stays when its page is left and opened again, in that form only', () => {
    const first = renderTab(<Weigh />);
    type('Half getypt');
    first.unmount();
    const second = renderTab(<Weigh />, first);
    expect(field().value).toBe('Half getypt');
    second.unmount();
    renderTab(<Weigh of="another" />, first);
    expect(field().value).toBe('');
  });

  test('comes back from another device', async () => {
    const tab = renderTab(<Weigh start="Oud" />, { stored: { 'WK WO-WK-2026-014 weigh': { text: 'Van thuis' } } });
    expect(field().value).toBe('Oud');
    await waitFor(() => expect(field().value).toBe('Van thuis'));
    expect(tab.said).toEqual(['Wat u eerder typte staat er weer.']);
  });

  test('during the sending is the beginning of the next', async () => {
    let answer: (a: Answer) => void = () => undefined;
    const tab = renderTab(<Weigh />, { answer: () => new Promise((resolve) => (answer = resolve)) });
    type('Eerste');
    await send();
    type('Tweede');
    await send();
    expect(tab.done).toHaveLength(1);
    await act(async () => answer({ ok: true, done: [] }));
    expect(field().value).toBe('Tweede');
  });

  test('is forgotten once it is done, also when the form has left the screen', async () => {
    let answer: (a: Answer) => void = () => undefined;
    const tab = renderTab(<Weigh />, { answer: () => new Promise((resolve) => (answer = resolve)) });
    type('Verstuurd');
    await send();
    tab.unmount();
    await act(async () => answer({ ok: true, done: [] }));
    renderTab(<Weigh />, tab);
    expect(field().value).toBe('');
  });
});

describe('what somebody else wrote between two looks', () => {
  const changed: Answer = {
    ok: false,
    refused: 'file.changed',
    details: ['weighing'],
    sentences: ['Hier staat nu iets anders.', 'Net gewijzigd door Karim Idrissi, 14:02.'],
  };
  const sent = (tab: Readonly<{ done: readonly Readonly<{ input: unknown }>[] }>) =>
    tab.done.map(({ input }) => (input as { seen?: number }).seen);
  /** Refuses as the door does: until the writer has seen this edit. */
  const until = (edit: number) => async (deed: Readonly<{ input: unknown }>) =>
    (deed.input as { seen: number }).seen < edit ? changed : ({ ok: true, done: [] } as const);

  test('is not replaced unseen: both are in sight, and saving again replaces it knowingly', async () => {
    const tab = renderTab(<Weigh start="Eerst." seen={3} />, { answer: until(4) });
    type('Van mij.');
    await send();
    expect(screen.getByRole('alert').textContent).toContain('Net gewijzigd door Karim Idrissi, 14:02.');
    expect(field().value).toBe('Van mij.');
    tab.again(<Weigh start="Van Karim." seen={4} />);
    expect(screen.getByText('Nu staat er: Van Karim.')).toBeDefined();
    expect(screen.getByText(nl.crossedHint)).toBeDefined();
    // Who was first is said once.
    expect(screen.queryByRole('status')).toBeNull();
    await send();
    expect(sent(tab)).toEqual([3, 4]);
    expect(tab.said).toEqual(['Opgeslagen.']);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('is asked for again as long as it cannot be seen', async () => {
    const tab = renderTab(<Weigh start="Eerst." seen={3} />, { answer: until(4) });
    type('Van mij.');
    await send();
    await send();
    expect(sent(tab)).toEqual([3, 3]);
    expect(field().value).toBe('Van mij.');
  });

  test('once it stands beside what is typed, is replaced at the first press', async () => {
    const tab = renderTab(<Weigh start="Eerst." seen={3} />, { answer: until(4) });
    type('Van mij.');
    tab.again(<Weigh start="Van Karim." seen={4} />);
    expect(screen.getByText('Nu staat er: Van Karim.')).toBeDefined();
    await send();
    expect(sent(tab)).toEqual([4]);
  });

  test('elsewhere in the file changes nothing here', async () => {
    const tab = renderTab(<Weigh start="Eerst." seen={3} />, { answer: until(3) });
    type('Van mij.');
    tab.again(<Weigh start="Eerst." seen={9} />);
    await send();
    expect(sent(tab)).toEqual([3]);
    expect(tab.said).toEqual(['Opgeslagen.']);
  });

  test('is not overlooked by who typed before, and comes back later', async () => {
    const stored = { 'WK WO-WK-2026-014 weigh': { text: 'Van thuis', seen: 3 } };
    const tab = renderTab(<Weigh start="Van Karim." seen={4} />, { stored, answer: until(4) });
    await waitFor(() => expect(field().value).toBe('Van thuis'));
    await send();
    expect(screen.getByText('Nu staat er: Van Karim.')).toBeDefined();
    expect(field().value).toBe('Van thuis');
    await send();
    expect(sent(tab)).toEqual([3, 4]);
  });

  test('is not said to stand where nothing stands', async () => {
    const stored = { 'WK WO-WK-2026-014 weigh': { text: 'Van thuis', seen: 3 } };
    const tab = renderTab(<Weigh seen={4} />, { stored, answer: until(4) });
    await waitFor(() => expect(field().value).toBe('Van thuis'));
    await send();
    expect(screen.getByRole('alert')).toBeDefined();
    expect(screen.queryByText(/Nu staat er/)).toBeNull();
    await send();
    expect(sent(tab)).toEqual([3, 4]);
  });

  test('stands in a file that is shut: then it is not said to be empty, and must be opened first', async () => {
    const tab = renderTab(<Weigh seen="shut" />, { answer: until(4) });
    type('Van mij.');
    await send();
    expect(screen.getByText(nl.crossedUnread)).toBeDefined();
    expect(screen.queryByText(/Nu staat er/)).toBeNull();
    tab.again(<Weigh start="Van Karim." seen={4} />);
    expect(screen.getByText('Nu staat er: Van Karim.')).toBeDefined();
    await send();
    expect(sent(tab)).toEqual([0, 4]);
  });
});

describe('a field', () => {
  const incomplete: Answer = {
    ok: false,
    refused: 'input.invalid',
    details: ['text'],
    sentences: ['Niet alles is goed ingevuld.'],
  };

  test('that is wrong says so, has the focus, and is right again once it changes', async () => {
    renderTab(<Weigh />, { answer: async () => incomplete });
    await send();
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field());
    type('Nu wel');
    expect(field().getAttribute('aria-invalid')).not.toBe('true');
  });

  test('says why, when the server knows more than that it is wrong', async () => {
    const past: Answer = {
      ok: false,
      refused: 'day.past',
      details: ['text'],
      sentences: ['Kies een datum die nog komt.'],
    };
    renderTab(<Weigh />, { answer: async () => past });
    await send();
    const message = document.getElementById(field().getAttribute('aria-describedby') ?? '');
    expect(message?.textContent).toBe('Kies een datum die nog komt.');
  });

  test('warns of a citizen service number before it is sent', () => {
    renderTab(<Weigh />);
    type('Betrokkene 111222333');
    expect(screen.getByText(/burgerservicenummer/)).toBeDefined();
  });
});
