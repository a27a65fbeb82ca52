import './web-crypto.ts';
import { type PortMessage, portRequest } from '#shared/ipc/channels.ts';
import { type CoreAnswer, createCore } from './core.ts';
import { coreStart, type FromCore, toCore } from './process-messages.ts';

/** The core in Electron's utility process: serves every page that the main process hands a port for. */

type Port = Electron.MessagePortMain;

const start = coreStart.parse(JSON.parse(process.argv.at(-1) ?? ''));
const ports = new Set<Port>();

const core = createCore({
  ...start,
  logger: console,
  emit: (event) => {
    for (const port of ports) port.postMessage({ event } satisfies PortMessage);
  },
  onState: (state) => tellMain({ type: 'state', ...state }),
});

process.parentPort.on('message', (event) => {
  const message = toCore.parse(event.data);
  switch (message.type) {
    case 'serve':
      for (const port of event.ports) serve(port);
      break;
    case 'lock':
      core.lock(message.reason).catch((cause: unknown) => console.error('The vault did not lock.', cause));
      break;
    case 'close':
      core
        .close()
        .catch((cause: unknown) => console.error('The vault did not close.', cause))
        .finally(() => {
          tellMain({ type: 'closed' });
          process.exit(0);
        });
      break;
  }
});

function serve(port: Port): void {
  ports.add(port);
  port.on('close', () => ports.delete(port));
  port.on('message', (event) => {
    answer(port, event.data).catch((cause: unknown) => console.error('A reply was not sent.', cause));
  });
  port.start();
}

async function answer(port: Port, data: unknown): Promise<void> {
  const request = portRequest.safeParse(data);
  // Without an id there is nobody to answer.
  if (!request.success) return;
  const { id, channel } = request.data;
  const reply: CoreAnswer = await core.call(channel, request.data.request);
  port.postMessage({ id, ...reply } satisfies PortMessage);
}

function tellMain(message: FromCore): void {
  process.parentPort.postMessage(message);
}
