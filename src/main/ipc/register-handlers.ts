import { type IpcArgs, type IpcChannel, type IpcResult, ipcContract } from '@core/ipc-contract';
import { allowDroppedPathChannel } from '@core/ipc-internal';
import { ipcMain, type WebFrameMain } from 'electron';
import { z } from 'zod';

export type Handlers = {
  readonly [C in IpcChannel]: (...args: IpcArgs<C>) => IpcResult<C> | Promise<IpcResult<C>>;
};

/**
 * Registers each channel of the contract. A call from anything but a window's own main frame, or with
 * arguments that do not fit, is a bug or an attack: it throws.
 */
export function registerHandlers(options: {
  /** The handlers of the window whose main frame it is. */
  readonly handlersFor: (frame: WebFrameMain) => Handlers | undefined;
  readonly onDroppedPath: (path: string) => void;
}): void {
  const handlersFor = (channel: string, frame: WebFrameMain | null): Handlers => {
    const handlers = frame === null ? undefined : options.handlersFor(frame);
    if (!handlers) throw new Error(`${channel}: not called by the window`);
    return handlers;
  };
  const register = <C extends IpcChannel>(channel: C) => {
    // Correlates a channel's schema with its handler; the map's type guarantees that they belong together.
    const schema: z.ZodType<IpcArgs<C>> = ipcContract[channel].args as never;
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      const handler: (...args: IpcArgs<C>) => IpcResult<C> | Promise<IpcResult<C>> = handlersFor(
        channel,
        event.senderFrame,
      )[channel];
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        throw new Error(`${channel}: bad arguments\n${z.prettifyError(parsed.error)}`);
      }
      return handler(...parsed.data);
    });
  };
  for (const channel of channelNames()) register(channel);
  ipcMain.handle(allowDroppedPathChannel, (event, path: unknown) => {
    handlersFor(allowDroppedPathChannel, event.senderFrame);
    options.onDroppedPath(z.string().min(1).parse(path));
  });
}

/** Object.keys forgets the type; the contract's own keys are the channels. */
function channelNames(): readonly IpcChannel[] {
  const isChannel = (name: string): name is IpcChannel => name in ipcContract;
  return Object.keys(ipcContract).filter(isChannel);
}
