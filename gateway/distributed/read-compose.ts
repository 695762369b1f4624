import { parse } from 'yaml'
import { z } from 'zod'
import { interpolate } from './interpolate.ts'

/** A process of the distributed start, as docker-compose.yml describes it. */
export interface Service {
  readonly name: string
  /** Program and arguments. */
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

const composeSchema = z.object({
  services: z.record(z.string(), z.object({
    command: z.string().optional(),
    environment: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).optional(),
  })),
})

/** The services that run our own code, in the order of the file; third-party images have no Node command and are left out. */
export function readCompose(text: string, environment: Readonly<Record<string, string | undefined>>): readonly Service[] {
  const document = composeSchema.parse(parse(text, { merge: true }))
  return Object.entries(document.services).flatMap(([name, { command = '', environment: own = {} }]) => {
    if (!command.startsWith('node ')) return []
    const filled = Object.entries(own).map(([key, value]) => [key, interpolate(value, environment)] as const)
    return [{ name, command: command.split(/\s+/), environment: Object.fromEntries(filled) }]
  })
}
