// Electron's `ipcMain`: handlers by channel and listeners by event. Values cross by structured cloning, as between processes.
import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';

type Handler = Parameters<IpcMain['handle']>[1];

export class IpcMainDouble extends EventEmitter implements Pick<IpcMain, 'handle'> {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  /** As a renderer's `invoke` arrives: rejects where there is no handler or the handler rejects. */
  async invoke(
    event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
    channel: string,
    args: unknown[],
  ): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler(event as IpcMainInvokeEvent, ...structuredClone(args)));
  }

  /** As a renderer's `send` arrives. */
  receive(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, channel: string, args: unknown[]): void {
    this.emit(channel, event, ...structuredClone(args));
  }
}
