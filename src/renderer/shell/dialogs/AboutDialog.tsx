import { useLibrary } from '../../stores/library';
import { AppMark } from '../bar/AppMark';
import { Dialog } from './Dialog';
import classes from './Dialog.module.css';

export function AboutDialog() {
  return (
    <Dialog id="about" title="About" width={540}>
      <div className={classes.about} data-selectable>
        <div className={classes.aboutHead}>
          <AppMark />
          <div>
            <strong>Latent Patchbay</strong>
            <p>Wire latent diffusion pipelines, and see inside every step.</p>
          </div>
        </div>
        <Versions />
        <h3>Licence</h3>
        <p>Latent Patchbay is free software under the MIT licence.</p>
        <p>
          Grids are lettered in Inter, © The Inter Project Authors, under the SIL Open Font License.
        </p>
        <h3>The bundled model, emoji-ldm</h3>
        <p>
          Trained from nothing on free emoji sets. Its weights may be used under CC BY 4.0 with
          these credits:
        </p>
        <ul className={classes.credits}>
          <li>Noto Emoji, old and new: Google, Apache License 2.0</li>
          <li>Fluent Emoji, colour, flat and 3D: Microsoft, MIT</li>
          <li>Twemoji: Twitter and contributors, CC BY 4.0</li>
          <li>Names, keywords and groups: emojibase-data, MIT</li>
        </ul>
      </div>
    </Dialog>
  );
}

function Versions() {
  const info = useLibrary((state) => state.appInfo);
  if (!info) return null;
  const lines = {
    Version: info.version,
    'ONNX Runtime': info.onnxruntime,
    Electron: info.electron,
    Chromium: info.chromium,
    'Node.js': info.node,
    System: info.platform,
  };
  return (
    <dl className={classes.versions}>
      {Object.entries(lines).map(([name, value]) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name} value`}>{value}</dd>,
      ])}
    </dl>
  );
}
