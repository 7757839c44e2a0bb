import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { text } from "../text/text.ts";
import { FaultAlert } from "./fault-alert.tsx";

/** Asks before something that can't be undone, or fills in what it needs. Stays open when it fails. */
export function Confirm({
  title,
  confirm,
  cancel = text.parts.cancel,
  isSending,
  isAllowed = true,
  fault,
  onConfirm,
  onCancel,
  children,
}: {
  readonly title: string;
  /** The button's text: what will happen. */
  readonly confirm: string;
  /** Of the button that does nothing; where "Cancel" could be taken for what is asked. */
  readonly cancel?: string;
  readonly isSending: boolean;
  /** `false` while something that is needed is not filled in. */
  readonly isAllowed?: boolean;
  readonly fault?: unknown;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={text.parts.close}
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              {cancel}
            </Button>
            <Button variant="primary" onClick={onConfirm} loading={isSending} disabled={!isAllowed}>
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        {fault ? <FaultAlert fault={fault} /> : null}
      </SpaceBetween>
    </Modal>
  );
}
