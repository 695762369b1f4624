import { afterEach, expect, it, vi } from 'vitest'
import { openChromium } from './open-chromium.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

it('says that the browser of CHROME_PATH is missing', async () => {
  vi.stubEnv('CHROME_PATH', '/nowhere/chrome')
  await expect(openChromium('unused')).rejects.toThrow('CHROME_PATH names /nowhere/chrome, which does not exist.')
})

it('says what to do on a machine that no packaged browser is for', async () => {
  vi.stubEnv('CHROME_PATH', '')
  vi.stubGlobal('process', Object.create(process, { platform: { value: 'darwin' }, arch: { value: 'arm64' } }))
  await expect(openChromium('unused')).rejects.toThrow('There is no packaged Chromium for darwin on arm64. Name an installed Chrome or Chromium in CHROME_PATH.')
})
