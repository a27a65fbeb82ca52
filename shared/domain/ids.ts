import { OutpostError } from '../errors.ts';

/** A record id is `device number (20 bits) ‖ counter (33 bits)`: below 2^53, so it is exact as a JavaScript number. */
const counterSpan = 2 ** 33;

/** Device numbers below this one belong to headquarters. */
export const firstLaptopDevice = 16;
/** The number under which headquarters writes reference data. */
export const hqDevice = 1;
/** The number of the sample mode. Headquarters refuses it: nothing made in it can ever be sent. */
export const sampleDevice = 2 ** 20 - 1;
/** The highest number that headquarters may hand out. */
export const lastLaptopDevice = sampleDevice - 1;

/**
 * @param device the laptop's device number, 1 to 2^20 - 1
 * @param counter 1 to 2^33 - 1
 * @returns the record id
 * @throws OutpostError `ids_exhausted` when the counter is used up
 */
export function makeId(device: number, counter: number): number {
  if (counter >= counterSpan || counter < 1) {
    throw new OutpostError('ids_exhausted', `Device ${device} has no record numbers left.`);
  }
  return device * counterSpan + counter;
}

/**
 * @param id a record id
 * @returns the device that made it and its counter there
 */
export function splitId(id: number): { readonly device: number; readonly counter: number } {
  const device = Math.floor(id / counterSpan);
  return { device, counter: id - device * counterSpan };
}
