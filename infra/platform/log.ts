import { pino, type DestinationStream, type Logger } from 'pino'
import { redactText, redactValue } from './redact.ts'

export type Log = Logger

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** One JSON line per event. Every line is cleaned of secrets as the last thing before its bytes leave the process. */
export function createLog(
  { app, level = 'info' }: { app: string; level?: LogLevel },
  to: DestinationStream = pino.destination({ fd: 1, sync: true }),
): Log {
  const options = {
    level,
    base: { app },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: redactLine },
  }
  return pino(options, to)
}

/** On the parsed line, not by pino's paths: those reach neither messages nor stacks nor fields at an unforeseen depth. */
function redactLine(line: string): string {
  const parsed = parseLine(line)
  return parsed === undefined ? redactText(line) : `${JSON.stringify(redactValue(parsed))}\n`
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
