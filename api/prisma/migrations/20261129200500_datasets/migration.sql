-- CreateEnum
CREATE TYPE "DatasetSet" AS ENUM ('objects', 'plates');

-- CreateEnum
CREATE TYPE "DatasetExportState" AS ENUM ('running', 'done', 'failed', 'removed');

-- CreateTable
CREATE TABLE "dataset_approval" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "approved_by" TEXT NOT NULL,
    "approved_on" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "valid_until" TEXT NOT NULL,
    "kinds" "ViolationKind"[],
    "source_ids" TEXT[],
    "all_sources" BOOLEAN NOT NULL,
    "from_day" TEXT NOT NULL,
    "to_day" TEXT NOT NULL,
    "covers_plates" BOOLEAN NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "dataset_approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_withdrawal" (
    "approval_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "dataset_withdrawal_pkey" PRIMARY KEY ("approval_id")
);

-- CreateTable
CREATE TABLE "dataset_export" (
    "id" TEXT NOT NULL,
    "approval_id" TEXT NOT NULL,
    "set" "DatasetSet" NOT NULL,
    "asked" JSONB NOT NULL,
    "state" "DatasetExportState" NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "of" INTEGER NOT NULL DEFAULT 0,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "counts" JSONB,
    "document" JSON,
    "sha256" TEXT,
    "bytes" INTEGER,
    "version_id" TEXT,
    "failure" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "kept_until" TIMESTAMPTZ(3),
    "made_by" TEXT NOT NULL,

    CONSTRAINT "dataset_export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_labels" (
    "export_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "pictures" INTEGER NOT NULL,
    "labels" JSON NOT NULL,
    "counts" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "dataset_labels_pkey" PRIMARY KEY ("export_id","version")
);

-- CreateIndex
CREATE INDEX "dataset_approval_recorded_at_idx" ON "dataset_approval"("recorded_at" DESC);

-- CreateIndex
CREATE INDEX "dataset_export_started_at_idx" ON "dataset_export"("started_at" DESC);

-- CreateIndex
CREATE INDEX "dataset_export_state_idx" ON "dataset_export"("state");

-- AddForeignKey
ALTER TABLE "dataset_approval" ADD CONSTRAINT "dataset_approval_recorded_by_fkey" FOREIGN KEY ("recorded_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_withdrawal" ADD CONSTRAINT "dataset_withdrawal_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "dataset_approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_withdrawal" ADD CONSTRAINT "dataset_withdrawal_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_export" ADD CONSTRAINT "dataset_export_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "dataset_approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_export" ADD CONSTRAINT "dataset_export_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_labels" ADD CONSTRAINT "dataset_labels_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "dataset_export"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_labels" ADD CONSTRAINT "dataset_labels_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['dataset_approval', 'dataset_withdrawal', 'dataset_labels'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
