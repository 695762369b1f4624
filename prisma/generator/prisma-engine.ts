import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/**
 * Prisma's own parser without its command line: the WebAssembly build inside the `prisma` package, called directly.
 * A few milliseconds instead of a second and a half, which is what lets every convention have a test with a real Prisma file.
 */
export interface PrismaEngine {
  /** The JSON that Prisma gives for `get_datamodel` or `get_config`; throws with Prisma's own message when the files are wrong. */
  call(name: 'get_datamodel' | 'get_config', request: object): unknown
}

const callable = <Signature>(): z.ZodType<Signature> => z.custom<Signature>(value => typeof value === 'function')

/** Address and length of the answer, then the slot of an error in the table of references and whether there is one. */
type Answer = readonly [at: number, length: number, errorSlot?: number, failed?: number]

const exportsSchema = z.object({
  memory: z.instanceof(WebAssembly.Memory),
  __wbindgen_externrefs: z.instanceof(WebAssembly.Table),
  __wbindgen_start: callable<() => void>(),
  __wbindgen_malloc: callable<(size: number, alignment: number) => number>(),
  get_datamodel: callable<(at: number, length: number) => Answer>(),
  get_config: callable<(at: number, length: number) => Answer>(),
})
type Exports = z.infer<typeof exportsSchema>

const textAt = ({ memory }: Exports, at: number, length: number): string => new TextDecoder().decode(new Uint8Array(memory.buffer, at, length))

/** The constants that wasm-bindgen expects in the first slots: undefined, undefined, null, true, false. */
function fillReferences(table: WebAssembly.Table): void {
  const start = table.grow(4)
  table.set(0, undefined)
  for (const [at, value] of [undefined, null, true, false].entries()) table.set(start + at, value)
}

function readMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return z.object({ message: z.string() }).safeParse(parseOr(text)).data?.message ?? text
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function instantiate(): Exports {
  const file = join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build', 'prisma_schema_build_bg.wasm')
  const module = new WebAssembly.Module(readFileSync(file))
  let ready: Exports | undefined
  const message = (at: number, length: number): Error => new Error(ready ? textAt(ready, at, length) : 'the engine is not ready')
  /** The names carry a hash of the build, so they are recognised by their stem. */
  const functionFor = (name: string) => {
    if (name.includes('Error')) return message
    if (name.includes('init_externref_table')) return () => ready && fillReferences(ready.__wbindgen_externrefs)
    return (at: number, length: number) => { throw message(at, length) }
  }
  const names = WebAssembly.Module.imports(module).map(({ name }) => [name, functionFor(name)] as const)
  ready = exportsSchema.parse(new WebAssembly.Instance(module, { __wbindgen_placeholder__: Object.fromEntries(names) }).exports)
  ready.__wbindgen_start()
  return ready
}

/** Loads the engine; once per process is enough. */
export function createPrismaEngine(): PrismaEngine {
  const engine = instantiate()
  return {
    call(name, request) {
      const bytes = new TextEncoder().encode(JSON.stringify(request))
      const at = engine.__wbindgen_malloc(bytes.length, 1)
      new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes)
      const [answerAt, length, errorSlot = 0, failed = 0] = engine[name](at, bytes.length)
      if (failed !== 0) throw new Error(readMessage(engine.__wbindgen_externrefs.get(errorSlot)))
      return JSON.parse(textAt(engine, answerAt, length))
    },
  }
}
