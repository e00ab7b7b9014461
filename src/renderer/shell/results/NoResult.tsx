import { Image } from 'lucide-react';
import { useRun } from '../../stores/run';
import { shortcut } from '../shortcut';
import { OpenGallery } from './gallery/OpenGallery';
import classes from './Results.module.css';

export function NoResult() {
  const running = useRun((state) => state.status !== 'idle');
  return (
    <div className={classes.none}>
      <Image size={28} strokeWidth={1.25} aria-hidden />
      <p>{running ? 'The picture appears here as it is made.' : 'No picture yet.'}</p>
      {!running && <p>Press Run or {shortcut('Ctrl+Enter')}.</p>}
      {!running && <OpenGallery />}
    </div>
  );
}
