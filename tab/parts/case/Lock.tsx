import { Button } from '@fluentui/react-components';
import { LockClosedRegular } from '../../icons.ts';
import { useHere } from '../../here.ts';
import { Shown, type Look } from '../page.tsx';

type OpenFile = Readonly<{ asked: boolean; seen: unknown; turn: () => void; look: Look<unknown> }>;

/** Opens the file with a click that is written down, and shuts it. The button stays where it is, and the focus with it. */
export const Lock = ({ file, what }: Readonly<{ file: OpenFile; what: string }>) => {
  const { t } = useHere();
  const { asked, seen, turn } = file;
  return (
    <>
      <div className="row lock">
        <LockClosedRegular aria-hidden="true" />
        <output className="grow">{seen ? t.fileOpen : what}</output>
        <Button appearance={asked ? 'secondary' : 'primary'} onClick={turn}>
          {asked ? t.shutFile : t.openFile}
        </Button>
      </div>
      {asked && <Shown of={file.look}>{() => null}</Shown>}
    </>
  );
};
