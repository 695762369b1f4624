import type { MouseEvent, ReactNode } from 'react'
import { createContext, useContext } from 'react'
import type { Go } from './use-place.ts'

/** How links move between the pages. */
export const GoContext = createContext<Go>(to => { location.href = to })

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean => button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

/** A link between the pages: an address like any other, followed without loading the page anew. */
export const Link = ({ to, children, className, isCurrent }: { readonly to: string, readonly children: ReactNode, readonly className?: string, readonly isCurrent?: boolean }) => {
  const go = useContext(GoContext)
  return (
    <a
      href={to} className={className} aria-current={isCurrent === true ? 'page' : undefined}
      onClick={event => {
        if (!isPlain(event)) return
        event.preventDefault()
        go(to)
      }}
    >{children}</a>
  )
}
