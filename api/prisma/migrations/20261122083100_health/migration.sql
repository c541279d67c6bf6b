-- CreateEnum
CREATE TYPE "HealthFault" AS ENUM ('covered', 'black', 'frozen', 'moved', 'offline');

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "fault" "HealthFault",
ADD COLUMN     "head_id" TEXT,
ADD COLUMN     "merge_place" TEXT;

-- CreateIndex
CREATE INDEX "alert_merge_place_kind_opened_at_idx" ON "alert"("merge_place", "kind", "opened_at");

-- CreateIndex
CREATE INDEX "alert_head_id_idx" ON "alert"("head_id");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_head_id_fkey" FOREIGN KEY ("head_id") REFERENCES "alert"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Alerts from before stay alerts of their own; those of merging kinds count as earlier ones of their place.
UPDATE "alert" SET "merge_place" = CASE WHEN "place" = '' THEN 'source/' || "source_id" ELSE "place" END
WHERE "kind"::text LIKE 'kitchen\_%' OR "kind"::text = 'camera_health';
