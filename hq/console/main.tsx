import '#renderer/ui/styles.ts';
import './app/console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { Console } from './app/console.tsx';

// The page's policy forbids making code from text, which zod would try first.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the console.');
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
