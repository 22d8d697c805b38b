import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { problemOf, type Problem } from '../api.ts';
import { useHere } from '../here.ts';

/** Gives the browser a file to keep. */
export const handOver = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** A document, fetched as who I am and handed to the browser as a file. Gives the button, and what went wrong. */
export const useDownload = (path: string, label: string) => {
  const { t, api, say, hush } = useHere();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const download = async () => {
    setBusy(true);
    setProblem(undefined);
    hush();
    try {
      const { name, content } = await api.download(path);
      handOver(name, content);
      say(t.downloaded(name));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  const button = (
    <Button disabledFocusable={busy} onClick={() => void download()}>
      {label}
    </Button>
  );
  return { button, problem };
};
