import { z } from 'zod'
import type { Permission } from './people.ts'
import type { Scope } from './scopes.ts'

/**
 * Who may call: a permission, anyone signed in, nobody in particular (sign-in, health), or a program with its token: a
 * worker, or the monitoring.
 */
export type Access = Permission | 'signed_in' | 'public' | 'worker' | 'monitor'

/** What the id of a route is of. */
export type Concern =
  'alert' | 'case' | 'exhibit' | 'step' | 'site_file' | 'document' | 'original' | 'copy' | 'supervision'

/** One HTTP route, written once: the server registers it and validates both ways, the screen calls it and parses. */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Fastify style: `/api/alerts/:id`. */
  readonly path: string
  readonly access: Access
  /** What of the agency it is about (`scopes.ts`). */
  readonly scope: Scope
  readonly summary: string
  /**
   * A move on an alert or on what came of it, or a picture of it: refused to who is recused (`recused`). Its `:id`, or the
   * `caseId` of its body, is of this.
   */
  readonly concerns?: Concern
  /** Screens ask it again and again by themselves: being asked is no sign of a person at the desk. */
  readonly isPolled?: true
  /** Open also to a session that must change its one-time password first; nothing else is. */
  readonly allowsOneTime?: true
  /** Open to a session that must set up a second factor first, as what `allowsOneTime` is. */
  readonly allowsUnenrolled?: true
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** The body is `application/octet-stream`; the handler gets it as a stream and bounds it. */
  readonly takesBytes?: true
  /** Of a JSON body; 1 MiB unless told. */
  readonly maxBodyBytes?: number
  /** Absent: the answer is bytes or a stream, not JSON. */
  readonly response?: R
}

/** Keeps the literal types of a route. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  r: Route<P, Q, B, R>,
): Route<P, Q, B, R> => r

/** The answer where there is nothing to say but that it was done. */
export const ok = z.object({ ok: z.literal(true) })
