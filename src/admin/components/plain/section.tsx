import { Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

interface SectionProps {
  title: string
  subtitle?: string
  /** The page's own title, or that of a part of it. */
  level?: "h1" | "h2"
  /** Beside the title. */
  aside?: ReactNode
  children?: ReactNode
}

/** A box of Medusa's admin, with its title. */
export function Section({ title, subtitle, level = "h2", aside, children }: SectionProps) {
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <div>
          <Heading level={level}>{title}</Heading>
          {subtitle !== undefined && (
            <Text size="small" className="text-ui-fg-subtle">
              {subtitle}
            </Text>
          )}
        </div>
        {aside !== undefined && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
      </div>
      {children}
    </Container>
  )
}
