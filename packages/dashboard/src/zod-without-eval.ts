import * as z from "zod";

// The content security policy forbids to make functions of text, which zod would try for speed.
// This must come before the first schema: zod looks when a schema is made.
z.config({ jitless: true });
