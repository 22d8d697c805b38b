import { Button } from '@fluentui/react-components';
import { useId } from 'react';
import { LockClosedRegular } from '../../icons.ts';
import { useHere } from '../../here.ts';
import { Shown, type Look } from '../page.tsx';
import type { useFile } from './open-file.ts';

type OpenFile = Pick<ReturnType<typeof useFile>, 'asked' | 'turn' | 'lock' | 'shutByItself'> &
  Readonly<{ seen: unknown; look: Look<unknown> }>;

/** Opens the file with a click that is written down, and shuts it. The button stays where it is, and the focus with it. */
export const Lock = ({ file, what }: Readonly<{ file: OpenFile; what: string }>) => {
  const { t } = useHere();
  const { asked, seen, turn, lock, shutByItself } = file;
  const state = useId();
  return (
    <>
      <div className="row lock">
        <LockClosedRegular aria-hidden="true" />
        <output id={state} className="grow">
          {seen ? t.fileOpen : shutByItself ? `${t.fileShut} ${what}` : what}
        </output>
        <Button id={lock} aria-describedby={state} appearance={asked ? 'secondary' : 'primary'} onClick={turn}>
          {asked ? t.shutFile : t.openFile}
        </Button>
      </div>
      {asked && <Shown of={file.look}>{() => null}</Shown>}
    </>
  );
};
