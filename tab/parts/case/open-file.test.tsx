import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { renderTab } from '../../fixtures.tsx';
import { Lock } from './Lock.tsx';
import { onLookAway, useFile } from './open-file.ts';

afterEach(() => void jest.useRealTimers());

const isHidden = (hidden: boolean) => {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (hidden ? 'hidden' : 'visible'),
  });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('looking away', () => {
  const watch = () => {
    jest.useFakeTimers();
    let away = 0;
    const stop = onLookAway(() => (away += 1), 10);
    return { away: () => away, stop };
  };

  test('is at once when the page cannot be seen', () => {
    const { away, stop } = watch();
    isHidden(true);
    expect(away()).toBe(1);
    isHidden(false);
    expect(away()).toBe(1);
    stop();
  });

  test('is not a short turn to something else', () => {
    const { away, stop } = watch();
    fireEvent.blur(window);
    jest.advanceTimersByTime(9);
    fireEvent.focus(window);
    jest.advanceTimersByTime(100);
    expect(away()).toBe(0);
    fireEvent.blur(window);
    jest.advanceTimersByTime(10);
    expect(away()).toBe(1);
    stop();
  });

  test('is nothing any more to who stopped asking', () => {
    const { away, stop } = watch();
    fireEvent.blur(window);
    stop();
    jest.advanceTimersByTime(100);
    isHidden(true);
    isHidden(false);
    expect(away()).toBe(0);
  });
});

describe('the file of a case', () => {
  const path = '/api/WK/cases/WO-WK-2026-014';
  const Typing = () => {
    const [text, setText] = useState('');
    return <input aria-label="Tekst" value={text} onChange={(event) => setText(event.target.value)} />;
  };
  const Page = () => {
    const file = useFile(path);
    return (
      <>
        <Lock file={file} what="Dicht." />
        {file.last && (
          <div hidden={!file.seen}>
            {(file.last as unknown as { story: string }).story}
            <Typing />
          </div>
        )}
      </>
    );
  };
  const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

  test('is asked for with a click, and asked for again after looking away; what was typed stays', async () => {
    const asked: string[] = [];
    const looks = {
      get [path]() {
        asked.push(path);
        return { story: 'Elke nacht.' };
      },
    };
    renderTab(<Page />, { looks });
    expect(asked).toEqual([]);
    await press('Toon dossier');
    expect(screen.getByText('Elke nacht.').hidden).toBe(false);
    fireEvent.change(screen.getByLabelText('Tekst'), { target: { value: 'Half' } });

    act(() => isHidden(true));
    act(() => isHidden(false));
    expect(screen.getByText('Elke nacht.').hidden).toBe(true);
    expect(asked).toEqual([path]);

    await press('Toon dossier');
    expect(asked).toEqual([path, path]);
    expect(screen.getByText('Elke nacht.').hidden).toBe(false);
    expect(screen.getByLabelText<HTMLInputElement>('Tekst').value).toBe('Half');
    await press('Verberg dossier');
    expect(screen.getByText('Elke nacht.').hidden).toBe(true);
  });

  describe('shut by itself', () => {
    const looks = { [path]: { story: 'Elke nacht.' } };
    const shutFrom = async (label: string) => {
      jest.spyOn(document, 'hasFocus').mockReturnValue(false);
      renderTab(
        <>
          <Page />
          <input aria-label="Elders" />
        </>,
        { looks },
      );
      await press('Toon dossier');
      screen.getByLabelText(label).focus();
      // As Chromium does when the focus goes to the page around ours.
      if (label === 'Tekst') screen.getByLabelText(label).blur();
      await act(async () => isHidden(true));
      await act(async () => isHidden(false));
    };
    afterEach(() => void jest.restoreAllMocks());

    test('says so, and the focus that was in it goes to the button that opens it, once somebody is back', async () => {
      await shutFrom('Tekst');
      const button = screen.getByRole('button', { name: 'Toon dossier' });
      // Not while somebody types in the chat beside us.
      expect(document.activeElement).not.toBe(button);
      fireEvent.focus(window);
      expect(document.activeElement).toBe(button);
      const told = document.getElementById(button.getAttribute('aria-describedby') ?? '');
      expect(told?.tagName).toBe('OUTPUT');
      expect(told?.textContent).toContain('Het dossier is dichtgegaan');
      await press('Toon dossier');
      expect(told?.textContent).not.toContain('dichtgegaan');
    });

    test('leaves the focus alone that was elsewhere', async () => {
      await shutFrom('Elders');
      fireEvent.focus(window);
      expect(document.activeElement).toBe(screen.getByLabelText('Elders'));
    });

    test('leaves the focus alone that somebody brought elsewhere since', async () => {
      await shutFrom('Tekst');
      screen.getByLabelText('Elders').focus();
      fireEvent.focus(window);
      expect(document.activeElement).toBe(screen.getByLabelText('Elders'));
    });
  });

  test('that may not be read says so, and shows nothing', async () => {
    renderTab(<Page />);
    await press('Toon dossier');
    expect(screen.getByRole('alert').textContent).toContain('mag het niet zien');
  });
});
