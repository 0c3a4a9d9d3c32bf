import { z } from 'zod'

// The page's content security policy forbids code made at run time, which zod otherwise tries as soon as a schema is
// made: this module comes before every one that makes schemas.
z.config({ jitless: true })
