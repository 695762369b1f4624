import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { z } from 'zod'

/** A browser that was found in a package, with what it needs on a machine that has no desktop. */
export interface UnpackedChromium {
  readonly program: string
  /** Shared libraries that a bare system lacks. */
  readonly libraries: string
  /** Configuration of a font, for a system without any. */
  readonly fonts: string
}

const run = promisify(execFile)
const PACKAGE = resolve(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..')

const decompress = async (name: string, target: string, mode = 0o644): Promise<void> =>
  pipeline(createReadStream(join(PACKAGE, 'bin', name)), createBrotliDecompress(), createWriteStream(target, { mode }))

const unpackArchive = async (name: string, folder: string): Promise<void> => {
  const archive = join(folder, name)
  await decompress(name, archive)
  await run('tar', ['-x', '-f', archive, '-C', folder])
  await rm(archive)
}

const fontConfiguration = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`

/** Unpacks the browser of `@sparticuz/chromium` below a folder, once a version; 200 MB, about three seconds. */
export const unpackChromium = async (parent: string): Promise<UnpackedChromium> => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')))
  const folder = join(parent, `chromium-${version}`)
  if (!existsSync(folder)) {
    await mkdir(parent, { recursive: true })
    const made = await mkdtemp(join(parent, 'new-chromium-'))
    await Promise.all([decompress('chromium.br', join(made, 'chromium'), 0o755), unpackArchive('al2023.tar.br', made), unpackArchive('fonts.tar.br', made)])
    await writeFile(join(made, 'fonts.conf'), fontConfiguration(folder))
    await rename(made, folder).catch(async (cause: unknown) => {
      await rm(made, { recursive: true, force: true })
      if (!existsSync(folder)) throw cause
    })
  }
  return { program: join(folder, 'chromium'), libraries: join(folder, 'lib'), fonts: join(folder, 'fonts.conf') }
}
