import { displaysVariable } from './displays.ts';

// Each worker has a display of its own: only one window of a display has the keyboard.
const displays = process.env[displaysVariable]?.split(' ') ?? [];
const own = displays[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % Math.max(1, displays.length)];
if (own) process.env.DISPLAY = own;
