import { expect, it } from 'vitest'
import { readSettings } from '../../prisma/database/settings.ts'
import { developmentPages } from '../development-pages.ts'

const keys = { current: 1, keys: new Map([[1, Buffer.alloc(32)]]) }

it('is no part of a gateway outside development, nor of one that is distributed and does not say otherwise', () => {
  expect(developmentPages(readSettings({ VEIL_ENVIRONMENT: 'production' }), keys)).toBeUndefined()
  expect(developmentPages(readSettings({ NODE_ENV: 'production' }), keys)).toBeUndefined()
  expect(developmentPages(readSettings({ VEIL_MODE: 'distributed' }), keys)).toBeUndefined()
  expect(developmentPages(readSettings({}), keys)).toBeDefined()
})
