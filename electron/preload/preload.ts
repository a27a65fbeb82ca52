import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '#shared/ipc/channels.ts';
import { createPortClient } from './port-client.ts';

const client = createPortClient();
const commandListeners = new Set<(command: string) => void>();

// The port stays here: the page sees named functions only.
ipcRenderer.on('outpost:port', (event) => {
  const port = event.ports[0];
  if (port) client.attach(port);
});
ipcRenderer.on('outpost:command', (_event, command: unknown) => {
  if (typeof command === 'string') for (const listener of commandListeners) listener(command);
});

const bridge: Bridge = {
  call: (channel, request) => client.call(channel, request),
  onEvent: (listener) => client.onEvent(listener),
  onCommand: (listener) => {
    commandListeners.add(listener);
    return () => {
      commandListeners.delete(listener);
    };
  },
  print: async () => {
    await ipcRenderer.invoke('outpost:print');
  },
  saveFile: async (name, bytes) => {
    const saved: unknown = await ipcRenderer.invoke('outpost:save-file', { name, bytes });
    return typeof saved === 'string' ? saved : null;
  },
  choosePlace: async (name) => {
    const place: unknown = await ipcRenderer.invoke('outpost:choose-place', name);
    return typeof place === 'string' ? place : null;
  },
  saveDocument: (place, paper) => ipcRenderer.invoke('outpost:save-document', { place, paper }),
  cancelDocument: () => ipcRenderer.send('outpost:cancel-document'),
  platform: process.platform,
};

contextBridge.exposeInMainWorld('outpost', bridge);
ipcRenderer.send('outpost:connect');
