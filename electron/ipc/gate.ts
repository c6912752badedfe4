/** The gate: the one place where messages from a page come in. Not here: what is done with one (`answer-call.ts`). */
import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import { callChannel } from '../../shared/bridge.ts';
import { answerCall, type GateDeps } from './answer-call.ts';

export function openGate(deps: GateDeps<WebFrameMain>): void {
  ipcMain.handle(callChannel, (event: IpcMainInvokeEvent, name: unknown, takes: unknown) =>
    answerCall(deps, event.senderFrame, name, takes),
  );
}
