import type { Device, KinDevice, Successor } from '#hq/store/devices.ts';
import type { LedgerView } from '#hq/store/ledger.ts';
import { sparesPerDevice } from '#hq/store/successors.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import type { LedgerState } from './ledger-state.ts';

type SuccessorView = Pick<LedgerView, 'opAt' | 'kin' | 'placeUpTo' | 'claimed' | 'holderOfSpare'>;

/**
 * @param state of headquarters
 * @returns what laptops that go on under another number ask of it
 */
export function successorView(state: LedgerState): SuccessorView {
  return {
    opAt: async (device, seq) => {
      const kept = state.ops.get(device)?.[seq - 1];
      return kept && { ...kept, effective: kept.hlc };
    },
    kin: async (device) => kinIn(state, device),
    placeUpTo: async (device, seq) =>
      state.ops.get(device)?.findLast(({ op, hqSeq }) => op.seq <= seq && hqSeq !== null)?.hqSeq ?? 0,
    claimed: async (claim) => {
      const found = [...state.successors].find(([, successor]) => sameBytes(successor.claim, claim));
      if (!found) return undefined;
      const [number, { certificate }] = found;
      const spares = state.spares.get(number) ?? [];
      return { number, formerly: state.devices.get(number)?.formerly ?? [], spares, certificate };
    },
    holderOfSpare: async (number) => [...state.spares].find(([, spares]) => spares.includes(number))?.[0],
  };
}

function kinIn(state: LedgerState, device: number): readonly KinDevice[] {
  const key = state.devices.get(device)?.publicKey;
  if (!key) return [];
  return [...state.devices.values()]
    .filter(({ publicKey }) => sameBytes(publicKey, key))
    .map(({ number, formerly = [] }) => ({ number, formerly }))
    .sort((a, b) => a.number - b.number);
}

/**
 * @param state of headquarters
 * @param device a device of it
 * @returns the device as one that may have kin
 */
export function withKin(state: LedgerState, device: Device | undefined): Device | undefined {
  return device && { ...device, hasKin: kinIn(state, device.number).length > 1 };
}

/** What a transaction does for laptops that go on under another number, once it commits. */
export const successorWrites = {
  takeSpare: (device: number, taken: Pick<Successor, 'number' | 'spares'>) => (state: LedgerState) => {
    const left = state.spares.get(device) ?? [];
    state.spares.set(
      device,
      left.filter((spare) => spare !== taken.number),
    );
    state.numbers.last = Math.max(state.numbers.last, taken.number, ...taken.spares);
  },
  addSuccessor: (device: number, successor: Successor) => (state: LedgerState) => {
    const former = state.devices.get(device);
    if (!former) throw new Error(`there is no device ${device}`);
    const { number, formerly, knows, spares } = successor;
    const head = { seq: 0, hash: new Uint8Array(32) };
    state.devices.set(number, { ...former, number, formerly, knows, head, lastExchange: 0 });
    state.grants.set(number, state.grants.get(device) ?? []);
    state.spares.set(number, spares);
    state.successors.set(number, successor);
  },
};

/**
 * @param state of headquarters
 * @param device that takes a spare number
 * @returns the number, and further ones
 */
export function nextSpare(state: LedgerState, device: number): Pick<Successor, 'number' | 'spares'> {
  const free = (state.spares.get(device) ?? []).filter((spare) => !state.devices.has(spare));
  const first = state.numbers.last + 1;
  const number = free[0] ?? first;
  const from = free.length > 0 ? first : first + 1;
  return { number, spares: Array.from({ length: sparesPerDevice }, (_, index) => from + index) };
}
