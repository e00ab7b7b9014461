import { engineCommandSchema } from '@core/protocol';
import { createEngine } from './engine';

/**
 * The engine's process: an Electron utilityProcess. Commands come over `process.parentPort` and are
 * checked on arrival, events go back over it. The supervisor ends it by killing it: nothing in it needs saving.
 */
const port = process.parentPort;

const engine = createEngine({ emit: (event) => port.postMessage(event) });

port.on('message', ({ data }) => {
  const command = engineCommandSchema.safeParse(data);
  if (!command.success) {
    // Only our own main process can send: a bad command is a bug, and a silent one would be worse.
    throw new Error(`the engine got a command it does not know: ${command.error.message}`);
  }
  engine.handle(command.data);
});
