import { createContext, use } from 'react';
import type { Command } from './command.ts';

/** What can be asked for now; filled by `CommandsProvider`. */
export const CommandsContext = createContext<readonly Command[]>([]);

/**
 * @param name a command's name
 * @returns the command, or undefined when it is not on offer now
 */
export function useCommand(name: string): Command | undefined {
  return use(CommandsContext).find((command) => command.name === name);
}
