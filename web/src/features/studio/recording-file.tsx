import { Button, Loader } from '@mantine/core';
import type { replays } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './studio.module.css';
import { useRecordingFile } from './use-recording-file.ts';

const MEGABYTE = 1_000_000;

/** Has the recording made into one file, and offers it when it is there. */
export function RecordingFile({ showId }: { showId: string }) {
  const { file, isAsking, make } = useRecordingFile(showId);
  // Without a recording there is nothing to offer.
  return <div className={styles.file}>{file && <FileState file={file} isAsking={isAsking} onMake={make} />}</div>;
}

type FileStateProps = { file: replays.RecordingFile; isAsking: boolean; onMake: () => void };

function FileState({ file, isAsking, onMake }: FileStateProps) {
  const words = useWords().studio.file;
  if (file.path !== null && file.sizeBytes !== null) {
    return (
      <Button component="a" href={file.path} download variant="default">
        {words.download(Math.max(0.1, file.sizeBytes / MEGABYTE).toFixed(1))}
      </Button>
    );
  }
  if (file.state === 'making') {
    return (
      <p role="status">
        <Loader size={14} />
        <b>{words.making}</b>
        <span>{words.makingText}</span>
      </p>
    );
  }
  return (
    <>
      <Button variant="default" onClick={onMake} loading={isAsking}>
        {file.failure ? words.again : words.make}
      </Button>
      <p role={file.failure ? 'alert' : undefined}>{file.failure ? words.failed[file.failure] : words.hint}</p>
    </>
  );
}
