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

  test('that may not be read says so, and shows nothing', async () => {
    renderTab(<Page />);
    await press('Toon dossier');
    expect(screen.getByRole('alert').textContent).toContain('mag het niet zien');
  });
});
