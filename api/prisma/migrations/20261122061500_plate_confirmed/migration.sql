-- AlterTable
ALTER TABLE "review" ADD COLUMN     "plate_confirmed" BOOLEAN NOT NULL DEFAULT false;
