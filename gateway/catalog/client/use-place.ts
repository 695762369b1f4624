import { useCallback, useEffect, useState } from 'react'
import { CATALOG_PATHS } from '../paths.ts'

/** What an address shows. */
export type Place = { readonly kind: 'OVERVIEW' } | { readonly kind: 'METRICS' } | { readonly kind: 'ENTITY', readonly name: string }

const placeOf = (path: string): Place => {
  if (path === CATALOG_PATHS.metrics) return { kind: 'METRICS' }
  const [, name = ''] = /^\/catalog\/([^/]+)$/.exec(path) ?? []
  return name === '' ? { kind: 'OVERVIEW' } : { kind: 'ENTITY', name: decodeURIComponent(name) }
}

/** Brings what the address names into sight, once it is there. */
export const showTarget = (): void => {
  const id = decodeURIComponent(location.hash.slice(1))
  const target = id === '' ? null : document.getElementById(id)
  for (const marked of document.querySelectorAll('.cat-target')) marked.classList.remove('cat-target')
  target?.classList.add('cat-target')
  target?.scrollIntoView({ block: 'center' })
}

/** Where the reader is; links of the pages change it without loading anything anew. */
export const usePlace = () => {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const follow = (): void => {
      setPath(location.pathname)
      showTarget()
    }
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const go = useCallback((to: string) => {
    history.pushState(null, '', to)
    setPath(location.pathname)
    if (location.hash === '') scrollTo({ top: 0 })
    showTarget()
  }, [])
  return { place: placeOf(path), go }
}

export type Go = ReturnType<typeof usePlace>['go']
