import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onCoreEvent } from './bridge.ts';
import { applyCoreEvent } from './queries.ts';

/** Listens to the core for as long as the window lives. Draws nothing. */
export function CoreEvents(): null {
  const client = useQueryClient();
  useEffect(() => onCoreEvent((event) => applyCoreEvent(client, event)), [client]);
  return null;
}
