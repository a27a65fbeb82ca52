import { z } from 'zod';

// The page's policy forbids eval, by which zod would compile its parsers. Must run before any schema is made.
z.config({ jitless: true });
