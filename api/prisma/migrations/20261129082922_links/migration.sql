-- CreateEnum
CREATE TYPE "StagePart" AS ENUM ('whole', 'first', 'supplement');

-- AlterEnum
ALTER TYPE "SealedStage" ADD VALUE 'opened' BEFORE 'confirmed';

-- DropIndex
DROP INDEX "dossier_finding_id_stage_key";

-- AlterTable
ALTER TABLE "dossier" ADD COLUMN     "part" "StagePart" NOT NULL DEFAULT 'whole';

-- CreateIndex
CREATE UNIQUE INDEX "dossier_finding_id_stage_part_key" ON "dossier"("finding_id", "stage", "part");
