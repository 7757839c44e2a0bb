import Box from "@cloudscape-design/components/box";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { text } from "../../text/text.ts";

/** Which keys there are. */
export function MarkingKeys({ onClose }: { readonly onClose: () => void }) {
  const { marking } = text.review;
  return (
    <Modal visible header={marking.keysTitle} closeAriaLabel={text.parts.close} onDismiss={onClose}>
      <SpaceBetween size="m">
        <Table
          variant="borderless"
          items={marking.keyTable}
          trackBy="key"
          ariaLabels={{ tableLabel: marking.keysTitle }}
          columnDefinitions={[
            { id: "key", header: marking.key, cell: ({ key }) => <kbd>{key}</kbd> },
            { id: "does", header: marking.does, cell: ({ does }) => does },
          ]}
          wrapLines
        />
        <Box color="text-body-secondary">{marking.keysScope}</Box>
      </SpaceBetween>
    </Modal>
  );
}
