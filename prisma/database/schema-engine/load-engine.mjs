import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The engine writes its last words here when it panics. */
const panic = {
  message: '',
  get() {
    return this.message
  },
  set_message(message) {
    this.message = message
  },
}

export function panicMessage() {
  return panic.get()
}

/** Loads the WebAssembly build by hand: Node 20 cannot import a .wasm file. */
export async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = panic
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm')
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(readFileSync(path), { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return bindings.SchemaEngine
}
